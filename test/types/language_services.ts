import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import ts = require('typescript-5.9');

/** What an editor is told at a place of a file. */
export interface Editor {
  hover(at: number): Promise<string>;
  completions(at: number): Promise<string[]>;
  close(): void;
}

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  types: ['node'],
  noEmit: true,
};

/** The language service that editors had until TypeScript 6. */
export function editor59(file: string, text: string): Editor {
  const service = ts.createLanguageService({
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    getCompilationSettings: () => OPTIONS,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const found = name === file ? text : ts.sys.readFile(name);
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
    },
    getCurrentDirectory: () => dirname(file),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  return {
    async hover(at) {
      const { displayParts, documentation } = service.getQuickInfoAtPosition(file, at) ?? {};
      return `${ts.displayPartsToString(displayParts)}\n${ts.displayPartsToString(documentation)}`;
    },
    async completions(at) {
      return service.getCompletionsAtPosition(file, at, undefined)?.entries.map(({ name }) => name) ?? [];
    },
    close: () => service.dispose(),
  };
}

interface Message {
  id?: number;
  method?: string;
  result?: unknown;
}

/** The language server of TypeScript 7, over its stdin and stdout. */
class Server {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #received = Buffer.alloc(0);
  #last = 0;

  constructor() {
    const bin = join(dirname(createRequire(__filename).resolve('typescript/package.json')), 'bin', 'tsc');
    this.#process = spawn(process.execPath, [bin, '--lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#process.stdout?.on('data', (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      this.#read();
    });
  }

  #read(): void {
    const head = this.#received.indexOf('\r\n\r\n');
    const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString('utf8', 0, head))?.[1]);
    const end = head + 4 + length;
    if (head < 0 || this.#received.length < end) return;
    const message: Message = JSON.parse(this.#received.toString('utf8', head + 4, end));
    this.#received = this.#received.subarray(end);
    if (message.id !== undefined && message.method) this.#write({ id: message.id, result: null });
    else if (message.id !== undefined) this.#waiting.get(message.id)?.(message.result);
    this.#read();
  }

  #write(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#process.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  ask(method: string, params: object): Promise<unknown> {
    const id = ++this.#last;
    this.#write({ id, method, params });
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  tell(method: string, params: object): void {
    this.#write({ method, params });
  }

  close(): void {
    this.#process.kill();
  }
}

export async function editor7(file: string, text: string): Promise<Editor> {
  const server = new Server();
  const uri = pathToFileURL(file).href;
  const capabilities = { textDocument: { hover: { contentFormat: ['plaintext'] } } };
  await server.ask('initialize', { processId: process.pid, rootUri: pathToFileURL(dirname(file)).href, capabilities });
  server.tell('initialized', {});
  server.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text } });
  const placeOf = (at: number) => {
    const lines = text.slice(0, at).split('\n');
    return { textDocument: { uri }, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
  };
  return {
    async hover(at) {
      const { contents } = Object(await server.ask('textDocument/hover', placeOf(at)));
      return String(Object(contents).value);
    },
    async completions(at) {
      const answer: unknown = await server.ask('textDocument/completion', placeOf(at));
      const items: { label: string }[] = Array.isArray(answer) ? answer : (Object(answer).items ?? []);
      return items.map(({ label }) => label);
    },
    close: () => server.close(),
  };
}
