import type { RulesDef } from '../../model/define-rules.ts'
import type { Meta, ViewsMeta } from '../data/meta-types.ts'
import type {
  AgendaDef,
  FigureDef,
  FormPartDef,
  HomeFrameDef,
  MenuEntry,
  PageDef,
  PanelDef,
  ReadyFlow,
  ReadyView,
  TimelineDef,
  WebDef,
  WorklistDef,
} from './define-web.ts'

type PanelOrder = Pick<ViewsMeta, 'panels' | 'hiddenPanels'>

let installed: readonly WebDef[] = []

/** Makes the parts of the kernel and of all modules known. Call once, before the router is made. */
export function installWeb(defs: readonly WebDef[]): void {
  installed = defs
}

export const installedPages = (): readonly PageDef[] => installed.flatMap((def) => def.pages)
/** Panels beside the records of an object, of what this person may read, as a layout has them; those it does not know stand at the end. */
export function installedPanels(object: string, meta: Meta, { panels = [], hiddenPanels = [] }: PanelOrder = {}): readonly PanelDef[] {
  const place = ({ name }: PanelDef) => (panels.includes(name) ? panels.indexOf(name) : panels.length)
  return installed
    .flatMap((def) => def.panels)
    .filter(({ on, needs, name }) => on === object && (!needs || meta.objects[needs]?.may.read) && !hiddenPanels.includes(name))
    .toSorted((a, b) => place(a) - place(b))
}
export const headParts = (object: string): readonly PanelDef[] =>
  installed.flatMap((def) => def.headParts).filter(({ on }) => on === object)
export const formParts = (object: string): readonly FormPartDef[] =>
  installed.flatMap((def) => def.formParts).filter(({ on }) => on === object)
export const casePanels = (object: string): readonly PanelDef[] =>
  installed.flatMap((def) => def.casePanels).filter(({ on }) => on === object)
export const homePanels = (): readonly PanelDef[] => installed.flatMap((def) => def.panels).filter(({ onHome }) => onHome)
export const installedTimeline = (): readonly TimelineDef[] => installed.flatMap((def) => def.timeline)
export const installedWorklists = (): readonly WorklistDef[] => installed.flatMap((def) => def.worklists)
export const installedFigures = (): readonly FigureDef[] => installed.flatMap((def) => def.figures)
export const installedAgenda = (): readonly AgendaDef[] => installed.flatMap((def) => def.agenda)
export const installedReady = (object: string): readonly ReadyView[] =>
  installed.flatMap((def) => def.ready).filter(({ of }) => of === object)
/** Path of the page that asks for what an action needs, where it has one. */
export const pageOfAction = (action: string): string | undefined => {
  const found = installed.flatMap((def) => def.actionPages).find((one) => one.action === action)
  return found && pageNamed(found.page)?.path
}
/** Path of the page that asks before a record of this object is removed, where there is one. */
export const pageOfRemoval = (object: string): string | undefined => {
  const found = installed.flatMap((def) => def.removePages).find(({ of }) => of === object)
  return found && pageNamed(found.page)?.path
}
export const installedFlows = (): readonly ReadyFlow[] => installed.flatMap((def) => def.flows)
export const installedMenu = (under: string): readonly MenuEntry[] =>
  installed.flatMap((def) => def.menu).filter((entry) => entry.under === under)
export const homeFrames = (): readonly HomeFrameDef[] => installed.flatMap((def) => def.homeFrames)
export const pageNamed = (name: string): PageDef | undefined => installedPages().find((one) => one.name === name)

/** Whether this person may open a page at all. */
export function mayOpen(page: PageDef, meta: Meta): boolean {
  if (!page.needs) return true
  const [object, verb] = page.needs.split(':') as [string, keyof Meta['objects'][string]['may']]
  return meta.objects[object]?.may[verb] ?? false
}

/** The rules of all modules. */
export const loadRules = async (): Promise<readonly RulesDef[]> =>
  (await Promise.all(installed.flatMap(({ rules }) => (rules ? [rules()] : [])))).flatMap(({ rules }) => rules)
