// The library's own types cover its one function; its lists are Maps of lower-case given names.
declare module 'gender-detection-from-name/names/*' {
  const names: ReadonlyMap<string, 'male' | 'female' | 'unisex'>
  export default names
}
