import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Callback, Credential, Endpoint, Fields, Part } from './model';

const home = join(__dirname, '..');

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

export function readCatalogue(): Catalogue {
  return { endpoints: readEndpoints(), callbacks: readParts<Callback>('callbacks') };
}

export function readEndpoints(): Part<Endpoint>[] {
  return readParts<Endpoint>('endpoints');
}

export function readCredentials(): Record<string, Credential> {
  return readYaml('credentials.yaml');
}

/** The schemas are checked by the lint, so that what is read may be taken at its word here. */
export function readYaml<T>(path: string): T {
  return parse(readFileSync(join(home, path), 'utf8'));
}

export function filesOf(folder: string): string[] {
  return readdirSync(join(home, folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${folder}/${name}`);
}

function readParts<T>(folder: 'endpoints' | 'callbacks'): Part<T>[] {
  return filesOf(folder).map((path) => {
    const { chapter, types = {}, common = {}, endpoints, callbacks } = readYaml<File<T>>(path);
    const name = path.replace(/^endpoints\/|\.yaml$/g, '');
    return { name, title: chapter, types, common, entries: endpoints ?? callbacks ?? {} };
  });
}

/** All endpoints by their paths. */
export function pathsOf(parts: Part<Endpoint>[]): [path: string, endpoint: Endpoint][] {
  return parts.flatMap(({ entries }) => Object.entries(entries));
}
