/** Grey bars in the place of lines that are on their way. */
export function SkeletonLines({ lines = 3 }: Readonly<{ lines?: number }>) {
  return (
    <div className="zk-skeleton" aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars are alike and never change places
        <span key={line} className={`zk-bone zk-bone-${line % 3}`} />
      ))}
    </div>
  )
}
