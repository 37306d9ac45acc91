import { text, toXML } from '../test/receive/helpers/samples';

export { ACCOUNT } from '../test/receive/helpers/sender';

/** The message that all contenders get: a short text, as most are. */
export const MESSAGE = toXML(text('你好，this is a test of a message'));
