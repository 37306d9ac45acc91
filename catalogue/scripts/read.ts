import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Family, WECOM } from './families';
import type { Callback, Credential, Endpoint, Fields, Part } from './model';

export interface Catalogue {
  endpoints: Part<Endpoint>[];
  callbacks: Part<Callback>[];
}

interface File<T> {
  chapter: string;
  types?: Fields;
  common?: Record<string, Fields>;
  endpoints?: Record<string, T>;
  callbacks?: Record<string, T>;
}

export function readCatalogue(family = WECOM): Catalogue {
  return { endpoints: readEndpoints(family), callbacks: readParts<Callback>('callbacks', family) };
}

export function readEndpoints(family = WECOM): Part<Endpoint>[] {
  return readParts<Endpoint>('endpoints', family);
}

export function readCredentials(family = WECOM): Record<string, Credential> {
  return readYaml('credentials.yaml', family);
}

/** The schemas are checked by the lint, so that what is read may be taken at its word here. */
export function readYaml<T>(path: string, { home }: Family): T {
  return parse(readFileSync(join(home, path), 'utf8'));
}

export function filesOf(folder: string, { home }: Family): string[] {
  if (!existsSync(join(home, folder))) return [];
  return readdirSync(join(home, folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${folder}/${name}`);
}

function readParts<T>(folder: 'endpoints' | 'callbacks', family: Family): Part<T>[] {
  return filesOf(folder, family).map((path) => {
    const { chapter, types = {}, common = {}, endpoints, callbacks } = readYaml<File<T>>(path, family);
    const name = path.replace(/^endpoints\/|\.yaml$/g, '');
    return { name, title: chapter, types, common, entries: endpoints ?? callbacks ?? {} };
  });
}

/** All endpoints by their paths. */
export function pathsOf(parts: Part<Endpoint>[]): [path: string, endpoint: Endpoint][] {
  return parts.flatMap(({ entries }) => Object.entries(entries));
}
