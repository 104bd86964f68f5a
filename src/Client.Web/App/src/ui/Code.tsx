/** The start of a fingerprint; the whole of it in the tooltip. */
export function Code({ text }: { text: string }) {
  return (
    <code className="code" title={text}>
      {text.slice(0, 8)}
    </code>
  );
}
