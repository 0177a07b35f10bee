/** The nonce that this answer of the API allows computed styles with; browsers hide it from `getAttribute`. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** The scroll lock of dialogs makes its style element by itself, and asks this name of webpack's for the nonce. */
export function allowStyles(): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
}
