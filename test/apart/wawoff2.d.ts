// The library has no types of its own; one function of it is used.
declare module 'wawoff2' {
  /** TrueType from WOFF 2. */
  export function decompress(woff2: Uint8Array): Promise<Uint8Array>
}
