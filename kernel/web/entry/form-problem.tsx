import { TriangleAlert } from 'lucide-react'

/** The sentence below a form that was refused. */
export function FormProblem({ text }: Readonly<{ text: string | undefined }>) {
  if (!text) return null
  return (
    <p className="zk-form-problem" role="alert">
      <TriangleAlert size={14} strokeWidth={1.5} aria-hidden="true" />
      {text}
    </p>
  )
}
