// What callbacks have in common. Everything in XML is text, also what counts or measures. What comes once is one value,
// what comes again a list: a list of one is no list.
//
// The three forms of callbacks, messages with a MsgType, notices with an InfoType and the JSON of bots with a msgtype, say
// of each other's fields that they are absent: so that a program may ask any callback for them.

/**
 * Stands for any name that is not known here. To the compiler it is one literal more, for a `string` would blur the
 * known ones: compare it as text, `String(message.MsgType) === 'new'`.
 */
export type Unlisted = '(unlisted)';

/** A value, or a list of them where there are several. */
export type Many<T> = T | T[];

/** What nearly every message and event says. */
export interface Common {
  /** The corpid; for third-party apps the suite id. */
  ToUserName: string;
  /** The userid, or `sys`. */
  FromUserName: string;
  /** s since 1970. */
  CreateTime: string;
  InfoType?: never;
  msgtype?: never;
}

/** Events have no MsgId. */
export interface Happened extends Common {
  MsgType: 'event';
}

export interface InApp extends Happened {
  AgentID: string;
}

/** Devices say when they measured, and not when they told. */
export interface Measured extends Omit<Happened, 'CreateTime'> {
  CreateTime?: never;
  /** s since 1970. */
  TimeStamp: string;
}

interface Notice {
  /** s since 1970. */
  TimeStamp: string;
  CreateTime?: string;
  MsgType?: never;
  msgtype?: never;
  ToUserName?: never;
  FromUserName?: never;
}

/** A notice to an app of a service provider. */
export interface OfSuite extends Notice {
  SuiteId: string;
}

/** The same, about a company that uses the app. */
export interface OfCorp extends OfSuite {
  AuthCorpId: string;
}

/** A notice to a service provider about one of its customers. */
export interface OfProvider extends Notice {
  ServiceCorpId: string;
  AuthCorpId: string;
}
