import { type Engine, type Locale, system } from '#kernel'
import { createDemoCompany, demoCompanyNames } from './create-demo-company.ts'

/** Makes a workspace `demo` with the demo company in it; nothing stays of one that fails half-way. */
export async function createDemo(engine: Engine, locale: Locale, onProgress: (share: number) => void): Promise<{ slug: string }> {
  const workspace = await engine.createWorkspace({ slug: 'demo', name: demoCompanyNames[locale], locale })
  try {
    const actor = { ...system('the demo company'), locale, timeZone: workspace.timeZone }
    await createDemoCompany(engine, { workspace, actor }, { onProgress })
    return { slug: workspace.slug }
  } catch (error) {
    await engine.dropWorkspace(workspace.slug)
    throw error
  }
}
