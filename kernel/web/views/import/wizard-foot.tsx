import type { ReactNode } from 'react'

/** The bar under a step: a word at the left, the ways on at the right. */
export function WizardFoot({ words, children }: Readonly<{ words?: ReactNode; children: ReactNode }>) {
  return (
    <footer className="zk-wizard-foot">
      <span className="zk-second zk-grow">{words}</span>
      {children}
    </footer>
  )
}
