// Why something failed, for readers of any language: a code with parameters beside the English words.

/** Ours. The page has words for each. */
export type Code =
  | 'network'
  | 'no_answer'
  | 'answer_too_long'
  | 'http_status'
  | 'no_callback'
  | 'queue_full'
  | 'closed'
  | 'overtaken'
  | 'drill_under_way'
  | 'url_scheme'
  | 'url_length'
  | 'token_format'
  | 'key_format'
  | 'echostr_wrapped'
  | 'echostr_wrong'
  | 'errcode'
  | 'schema'
  | Missing
  | OfCompany
  | OfPhone
  | OfOrder
  | OfReply
  | OfEnvelope;

type Missing = `no_${'delivery' | 'message' | 'member' | 'app' | 'department' | 'tag' | 'button' | 'event' | 'sample'}`;

type OfCompany = 'agentid_taken' | 'key_taken' | 'name_length' | 'description_length' | 'too_many';

type OfPhone =
  | 'not_active'
  | 'not_visible'
  | 'not_received'
  | 'buttons_gone'
  | 'one_option'
  | 'msgid_format'
  | 'createtime_format'
  | 'msgtype_unknown'
  | `no_${'card' | 'app_message' | 'question' | 'option'}`
  | `field_${'missing' | 'unknown' | 'type' | 'of_ours'}`;

type OfOrder = 'clock_back' | 'clock_far' | 'unknown_path' | 'unknown_errcode';

/** The reply is not shown. */
type OfReply =
  | 'reply_refused'
  | `reply_${'errcode' | 'msgtype' | 'nobody' | 'to' | 'createtime' | 'update' | 'only_update' | 'none'}`
  | 'reply_from'
  | `reply_${'empty' | 'articles' | 'count' | 'no_card' | 'no_button'}`;

/** The reply cannot even be opened. */
type OfEnvelope = `sealed_${'key' | 'receiveid' | 'aes' | 'signature' | 'xml' | 'deep' | 'missing'}`;

export interface Reason {
  /** `no_member` …, or the system's own, in capitals: `ECONNREFUSED`. */
  code: Code | Uppercase<string>;
  /** What goes into the words. */
  params?: Readonly<Record<string, string | number>>;
}

export class Failure extends Error {
  constructor(
    message: string,
    readonly reason: Reason,
  ) {
    super(message);
  }
}

/** The request itself cannot be carried out. */
export class Misuse extends RangeError {
  constructor(
    message: string,
    readonly reason: Reason,
  ) {
    super(message);
  }
}

export function reasonOf(err: unknown): Reason | undefined {
  return err instanceof Failure || err instanceof Misuse ? err.reason : undefined;
}
