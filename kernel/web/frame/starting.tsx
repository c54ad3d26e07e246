/** The empty frame, in its final geometry, until session and catalog are there. */
export function Starting() {
  return (
    <div className="zk-app" aria-busy="true">
      <div className="zk-nav" />
      <div className="zk-main">
        <div className="zk-top" />
      </div>
    </div>
  )
}
