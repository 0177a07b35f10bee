import { Injectable } from '@nestjs/common';

/** Which methods the paths of this server answer, so that a wrong method (405) can be told from a wrong path (404). */
@Injectable()
export class RouteTable {
  private readonly routes: { pattern: RegExp; methods: readonly string[] }[] = [];

  add(methods: string | readonly string[], url: string): void {
    const source = url.split('/').map(segment).join('/');
    this.routes.push({ pattern: new RegExp(`^${source}$`), methods: [methods].flat() });
  }

  methodsAt(url: string): string[] {
    const path = url.split('?', 1)[0] ?? '/';
    const found = this.routes.filter(({ pattern }) => pattern.test(path));
    return [...new Set(found.flatMap(({ methods }) => methods))].sort();
  }
}

/** One part of a find-my-way path as a regular expression: a parameter, the wildcard, or text. */
function segment(text: string): string {
  if (text.startsWith(':')) return '[^/]+';
  return text === '*' ? '.*' : text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
