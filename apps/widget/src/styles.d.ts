/** Styles reach the script as text. */
declare module '*.css?inline' {
  const text: string;
  export default text;
}
