import { type ComponentType, lazy, Suspense } from 'react'
import type { FormPartDef, FormPartProps } from '../../slots/define-web.ts'
import { formParts } from '../../slots/installed.ts'

const drawn = new Map<string, ComponentType<FormPartProps>>()

function partOf({ name, load }: FormPartDef): ComponentType<FormPartProps> {
  const known = drawn.get(name)
  if (known) return known
  const made = lazy(async () => ({ default: (await load()).Part }))
  drawn.set(name, made)
  return made
}

/** What modules put below the first row of a new record. */
export const FormParts = (props: FormPartProps) =>
  formParts(props.object.name).map((def) => {
    const Part = partOf(def)
    return (
      <Suspense key={def.name} fallback={null}>
        <Part {...props} />
      </Suspense>
    )
  })
