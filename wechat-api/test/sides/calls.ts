/** Stands for the path of a file that exists while the tests run. */
export class File {
  constructor(readonly name: string) {}
}

/** Stands for a request that came in, with a body. */
export const INCOMING = Symbol('incoming');

const image = new File('image.jpg');
const begin = new Date('2015-01-01T00:00:00Z');
const end = new Date('2015-01-02T00:00:00Z');
const days = ['2014-12-02', '2014-12-07'];
const any = { a: 1, list: ['一', { b: null }] };
const none: unknown[][] = [[]];

/** Methods with one argument that goes out as given, or as one field. */
const oneObject = [[any], ['{"as":"text"}'], [null]];
const oneId = [['id'], [5], [undefined]];

const MESSAGES: Record<string, unknown[][]> = {
  sendText: [['openid', '文 "x"']],
  sendImage: [['openid', 'MEDIA']],
  sendVoice: [['openid', 'MEDIA']],
  sendVideo: [['openid', 'MEDIA', 'THUMB']],
  sendMusic: [['openid', { title: 't', musicurl: 'u' }]],
  sendNews: [['openid', [{ title: 't' }]]],
  sendMpNews: [['openid', 'MEDIA']],
  sendCard: [
    ['openid', { card_id: 'CARD' }],
    ['openid', { card_id: 'CARD', code: 'C', openid: 'O', balance: '5' }],
  ],
};

const fromCs = Object.entries(MESSAGES).map(([name, shapes]) => [
  `${name}FromCs`,
  shapes.map(([openid, ...rest]) => [openid, 'kf@account', ...rest]),
]);

const named = (names: string, shapes: unknown[][]) =>
  Object.fromEntries(names.split(' ').map((name) => [name, shapes]));

/** Every method that calls WeChat, with the shapes of its arguments; the callback follows them. */
export const CALLS: Record<string, unknown[][]> = {
  clearQuota: [['wx1']],
  createMenu: oneObject,
  ...named('getMenu removeMenu getMenuConfig', none),
  createCustomMenu: oneObject,
  ...named('removeCustomMenu testCustomMenu', oneId),

  ...named('getGroups getTags getIp getIndustry getAllPrivateTemplate getMaterialCount', none),
  ...named('getWhichGroup createGroup removeGroup createTag deleteTag getUserTags', oneId),
  ...named('updateGroup moveUserToGroup editTag', [
    [1, 'x'],
    ['1', undefined],
  ]),
  getTagUsers: [
    [5, 'openid'],
    [5, ''],
  ],
  ...named('membersBatchtagging membersBatchuntagging', [[5, ['a', 'b']]]),

  getUser: [['openid'], [{ openid: 'o', lang: 'zh_CN' }], [{ openid: 'o' }], [5], [undefined]],
  batchGetUsers: [[['a', 'b']], [[]]],
  getFollowers: [[], ['openid'], ['']],
  updateRemark: [['openid', '备注']],
  createTmpQRCode: [
    [5, 100],
    ['text', 100],
    ['5', undefined],
  ],
  createLimitQRCode: [[5], ['text']],

  uploadMedia: [
    [image, 'image'],
    [image, undefined],
    [new File('图片 1.png'), 'image'],
    [new File('missing.jpg'), 'image'],
  ],
  ...named('uploadImage uploadVoice uploadVideo uploadThumb uploadLogo uploadPageIcon', [
    [image],
    [new File('missing.jpg')],
  ]),
  uploadMediaStream: [[INCOMING, 'image']],
  ...named('uploadImageStream uploadVoiceStream uploadVideoStream uploadThumbStream', [[INCOMING]]),
  getMedia: oneId,
  uploadMaterial: [[image, 'image']],
  ...named('uploadImageMaterial uploadVoiceMaterial uploadThumbMaterial', [[image]]),
  uploadVideoMaterial: [[image, { title: '"题"', introduction: 'i' }]],
  ...named('uploadNewsMaterial updateNewsMaterial uploadNews uploadMPVideo', oneObject),
  getMaterial: oneId,
  removeMaterial: oneId,
  getMaterials: [
    ['news', 0, 20],
    ['news', undefined, undefined],
  ],

  ...MESSAGES,
  ...Object.fromEntries(fromCs),
  setIndustry: oneObject,
  ...named('addTemplate delPrivateTemplate', oneId),
  sendTemplate: [
    ['openid', 'T', 'http://url', { first: { value: 'v' } }],
    ['openid', 'T', { url: 'u', miniprogram: { appid: 'a' } }, { first: { value: 'v' } }],
    ['openid', 'T', null, { first: { value: 'v' } }],
    ['openid', 'T', undefined, undefined],
    ['openid', 'T', 'http://url', '#FF0000', { first: { value: 'v' } }],
  ],

  getRecords: [[{ starttime: 1, endtime: 2, number: 3 }], [{ msgid: 7 }], [{ msgid: 0 }]],
  ...named('getCustomServiceList getOnlineCustomServiceList getKfSessionWaitCase', none),
  ...named('addKfAccount updateKfAccount', [
    ['kf@x', 'nick', 'password'],
    ['kf@x', 'nick', Buffer.from('密')],
  ]),
  ...named('deleteKfAccount getKfSession getKfSessionList', [['kf@x'], ['id'], [5]]),
  setKfAccountAvatar: [['kf@x', image]],
  ...named('createKfSession closeKfSession', [['kf@x', 'openid']]),

  massSend: [
    [{ msgtype: 'text' }, ['a', 'b']],
    [{ msgtype: 'text' }, true],
    [{ msgtype: 'text' }, false],
    [{ msgtype: 'text' }, 5],
    [{ msgtype: 'text' }, 'true'],
    [{ msgtype: 'text' }, undefined],
    [{ msgtype: 'text' }, { g: 1 }],
    [{ msgtype: 'text', touser: ['old'] }, ['new']],
  ],
  ...named('massSendNews massSendText massSendVoice massSendImage massSendVideo', [
    ['content', ['a', 'b']],
    ['content', true],
    [{ object: 1 }, '5'],
  ]),
  massSendMPVideo: [[{ media_id: 'M', title: 't', description: 'd' }, ['a']]],
  ...named('deleteMass getMassMessageStatus', oneId),
  ...named('previewNews previewText previewVoice previewImage previewVideo', [['openid', 'content']]),

  ...named('createGoods updateGoods createShelf updateShelf addExpressTemplate updateExpressTemplate', oneObject),
  ...named('deleteGoods getGoods getGoodsByStatus getSubCats getSKUs getProperties', oneId),
  updateGoodsStatus: [['p', 1]],
  updateStock: [
    [5, 'p', 's'],
    [-5, 'p', 's'],
    [0, 'p', 's'],
    [undefined, 'p', 's'],
    ['-5', 'p', 's'],
  ],
  ...named(
    'deleteExpressTemplate getExpressTemplateById deleteGoodsGroup getGroupById deleteShelf getShelfById',
    oneId,
  ),
  ...named('getAllExpressTemplates getAllGroups getAllShelves', none),
  createGoodsGroup: [
    ['name', ['a']],
    ['name', []],
    ['name', null],
    ['name', 'text'],
  ],
  updateGoodsGroup: [[1, 'name']],
  updateGoodsForGroup: [
    [1, ['a'], ['b', 'c']],
    [1, undefined, []],
  ],
  ...named('getOrderById closeOrder', oneId),
  getOrdersByStatus: [[], [2], [2, begin, end]],
  setExpressForOrder: [['o', 'c', 'n']],
  uploadPicture: [[image], [new File('图片 1.png')]],

  ...named('deliverNotify orderQuery', oneObject),
  updateFeedback: [
    ['openid', 'f'],
    ['a&b=c d', '一'],
    [undefined, null],
  ],
  shorturl: [['http://long?a=b&c=d']],
  semantic: [['uid', { query: '查', category: 'flight' }]],

  ...named(
    `getUserSummary getUserCumulate getArticleSummary getArticleTotal getUserRead getUserReadHour getUserShare
    getUserShareHour getUpstreamMsg getUpstreamMsgHour getUpstreamMsgWeek getUpstreamMsgMonth getUpstreamMsgDist
    getUpstreamMsgDistWeek getUpstreamMsgDistMonth getInterfaceSummary getInterfaceSummaryHour`.replace(/\s+/g, ' '),
    [days],
  ),

  getTicket: [[], ['jsapi'], ['wx_card']],
  getLatestTicket: none,
  getJsConfig: [[{ debug: false, jsApiList: ['a'], url: 'http://page/?a=b' }], [{ url: 'http://page/', beta: true }]],
  getCardExt: [[{ card_id: 'CARD' }], [{ card_id: 'CARD', code: 'C', openid: 'O', balance: 5 }]],

  addLocations: [[['a']]],
  getLocations: [[0, 20]],
  ...named('getColors getApplyProtocol', none),
  ...named('createCard createQRCode', [[any]]),
  createCardQRCode: [
    [{ card: { card_id: 'C' } }],
    [{ card: { card_id: 'C' } }, 1800],
    [{ multiple_card: {} }, 60],
    ['text'],
  ],
  consumeCode: [['code', 'card']],
  ...named('decryptCode deleteCard getCard getDepositCodesCount getSubmerchant', oneId),
  ...named('getCode unavailableCode', [['code'], ['code', 'card'], ['code', undefined]]),
  getCards: [
    [0, 20],
    [0, 20, ['CARD_STATUS_VERIFY_OK']],
  ],
  updateCode: [['code', 'card', 'new']],
  updateCard: [['card', 'MEMBER_CARD', { a: 1 }]],
  updateCardStock: [
    ['card', 5],
    ['card', -5],
    ['card', 0],
  ],
  ...named(
    `activateMembercard activateMembercardUserForm getMembercard updateMembercard updateMovieTicket checkInBoardingPass
    updateMeetingTicket setTestWhitelist batchgetSubmerchant getMemberCardUserInfo updateMemberCardUserInfo`.replace(
      /\s+/g,
      ' ',
    ),
    oneObject,
  ),
  updateLuckyMonkeyBalance: [['code', 'card', 5]],
  ...named('importCustomizedCodes checkCustomizedCodes', [['card', ['a', 'b']]]),
  getTotalCardDataInfo: [[...days, 1]],
  getCardDataInfo: [['card', ...days, 1]],
  addConsumer: [
    ['user', 5],
    ['user', undefined],
    ['user', null],
  ],
  ...named('submitSubmerchant updateSubmerchant', [[any], [undefined]]),

  transferMessage: [
    ['type', 'id', 'openid', '文'],
    ['type', 'id', 'openid', Buffer.from('bytes')],
  ],
  transferStatus: [['type', 'id', 'openid', '1']],
  createDeviceQRCode: [[['a', 'b']], ['text']],
  authorizeDevices: [
    [[{ id: 'a' }], '0'],
    [[{ id: 'a' }], '0', 'product'],
  ],
  ...named('getDeviceQRCode getDeviceStatus getBindDevice', oneId),
  ...named('bindDevice unbindDevice', [['id', 'openid', 'ticket']]),
  ...named('compelBindDevice compelUnbindDevice', [['id', 'openid']]),
  verifyDeviceQRCode: oneId,
  getOpenID: [['id', 'type']],

  ...named(
    `registerShakeAccount applyBeacons updateBeacon bindBeaconLocation getBeacons createPage updatePage getPages
    bindBeaconWithPages searchBeaconPageRelation getDeviceStatistics getDeviceStatisticsList getPageStatistics
    getPageStatisticsList listBeaconGroup queryGroupBeacons addBeaconGroup updateBeaconGroup addGroupBeacons
    deleteGroupBeacons setPrizeBucket`.replace(/\s+/g, ' '),
    oneObject,
  ),
  checkShakeAccountStatus: none,
  ...named('applyBeaconsStatus deletePage getShakeInfo deleteBeaconGroup', oneId),
  addLotteryInfo: [
    [{ use_template: 1, logo_url: 'logo' }, any],
    [{}, '{"text":1}'],
  ],
  setLotterySwitch: [['lottery', 1]],

  ...named('addPoi updatePoi', [[any]]),
  ...named('getPoi delPoi', oneId),
  getPois: [[0, 20]],
  getWXCategory: none,
};
