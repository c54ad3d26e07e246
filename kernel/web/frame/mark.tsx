/** The mark of Zhike: a host in a doorway. */
export function Mark({ size = 24, plain = false }: Readonly<{ size?: number; plain?: boolean }>) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className={`zk-mark${plain ? ' zk-mark-plain' : ''}`}>
      <rect width="24" height="24" rx="6" className="zk-mark-ground" />
      <path d="M6.5 19V10.5a5.5 5.5 0 0 1 11 0V19" className="zk-mark-line" />
      <circle cx="12" cy="11" r="1.9" className="zk-mark-head" />
      <path d="M9 19c0-2.2 1.3-3.6 3-3.6s3 1.4 3 3.6" className="zk-mark-line" />
    </svg>
  )
}
