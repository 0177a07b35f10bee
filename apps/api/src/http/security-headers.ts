import type { FastifyReply, FastifyRequest } from 'fastify';

/** Headers of every answer. Nothing here is a page, but for the two tools below. */
const always = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Permitted-Cross-Domain-Policies': 'none',
  'X-DNS-Prefetch-Control': 'off',
};

const forData = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Swagger UI and the queue dashboard load their own scripts; both write inline styles. */
const forTools =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/** The console is all its own: its script comes from files, its few computed styles carry a nonce (`serve-console.ts`). */
export const policyOfConsole = (styles: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self'${styles}; connect-src 'self'; img-src 'self' data:; ` +
  "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The guides are text and one style sheet of their own. */
const forGuides =
  "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const guidePaths = /^\/guides(\/|\?|$)/;
const consolePaths = /^\/console(\/|\?|$)/;
const toolPaths = /^\/(docs|admin\/queues)(\/|\?|$)/;

/** Of every answer that is no page. It belongs to one caller, so no cache may keep it. */
export const securityHeaders: Readonly<Record<string, string>> = {
  ...always,
  'Content-Security-Policy': forData,
  'Cache-Control': 'no-store',
};

export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply): void {
  for (const [name, value] of Object.entries(headersOf(request.url))) {
    reply.raw.setHeader(name, value);
  }
}

function headersOf(url: string): Readonly<Record<string, string>> {
  if (toolPaths.test(url)) return { ...always, 'Content-Security-Policy': forTools };
  if (guidePaths.test(url)) return { ...securityHeaders, 'Content-Security-Policy': forGuides };
  if (!consolePaths.test(url)) return securityHeaders;
  return { ...securityHeaders, 'Content-Security-Policy': policyOfConsole('') };
}
