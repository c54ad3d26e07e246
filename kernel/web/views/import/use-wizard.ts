import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { useMeta } from '../../data/use-meta.ts'
import { type Draft, dropDraft, keepDraft, readDraft } from './draft-store.ts'
import { type Import, type ImportOptions, isUnderWay, type Offer, rememberOffer, useImport, useOffer } from './import-api.ts'
import { guessedMap, type Place, placesOf, proposedMatch, withTitle } from './import-map.ts'
import { isSame, type Settings, type Unclear, unclearOf } from './settings.ts'
import { useSend } from './use-send.ts'

export type Step = 'file' | 'map' | 'options' | 'dry' | 'run' | 'result'
export const steps: readonly Step[] = ['file', 'map', 'options', 'dry', 'run', 'result']

const nothing: Settings = { map: { columns: {}, templates: {} }, match: [], options: {} }

export type Wizard = Readonly<{
  object: ObjectMeta
  places: readonly Place[]
  step: Step
  offer: Offer | undefined
  isReading: boolean
  settings: Settings
  /** The dry run or import that the address names. */
  job: Import | undefined
  /** The settings are not those of the dry run any more. */
  isChanged: boolean
  isSending: boolean
  /** Columns whose days can be read in more than one way, as the server found. */
  unclear: Unclear
  /** What the server says against the settings. */
  complaint: string | null
  earlier: Draft | null
  go(step: Step): void
  take(offer: Offer): void
  goOn(draft: Draft): void
  change(to: Partial<Settings>): void
  /** Reads the file another way: its columns are guessed anew. */
  reread(how: Pick<ImportOptions, 'encoding' | 'separator' | 'sheet'>): void
  dryRun(settings?: Settings): void
  begin(): void
  startOver(): void
}>

type Search = Readonly<{ file?: string; import?: string; step?: string }>

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const reading = ({ encoding, separator, sheet }: ImportOptions) => ({
  ...(encoding ? { encoding } : {}),
  ...(separator ? { separator } : {}),
  ...(sheet ? { sheet } : {}),
})
const settingsOf = ({ map, match, options }: Settings): Settings => ({ map, match, options })

/** Where the wizard stands: what the address asks for, cut to what can be shown. */
function stepOf(search: Search, job: Import | undefined, hasFile: boolean): Step {
  const asked = steps.find((step) => step === search.step)
  if (job && !job.dryRun) return isUnderWay(job) || job.state === 'interrupted' ? 'run' : 'result'
  if (!hasFile) return 'file'
  if (asked === 'dry' || asked === 'run' || asked === 'result') return search.import ? 'dry' : 'map'
  return asked ?? (search.import ? 'dry' : 'map')
}

/** Settings of the file in the address: those kept in this browser, else those of the import. */
function useSettings(object: ObjectMeta, file: string | undefined, job: Import | undefined) {
  const [settings, setSettings] = useState<Settings>(nothing)
  const [of, setOf] = useState<string | null>(null)
  useEffect(() => {
    if (!file || of === file) return
    const draft = readDraft(object.name)
    if (draft?.file === file) setSettings(settingsOf(draft))
    else if (job?.file.id === file) setSettings(settingsOf(job))
    else return
    setOf(file)
  }, [file, of, job, object])
  return { settings, isKnown: of === file && file !== undefined, set: setSettings, know: setOf }
}

/** What the address says, and how it is changed. */
function useAddress() {
  const navigate = useNavigate()
  const raw = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const search: Search = useMemo(() => {
    const [file, job, step] = [text(raw.file), text(raw.import), text(raw.step)]
    return { ...(file ? { file } : {}), ...(job ? { import: job } : {}), ...(step ? { step } : {}) }
  }, [raw])
  const to = (next: Search, replace = false) => void navigate({ to: '.', search: next as never, replace })
  return { search, to }
}

/** State of the import wizard: the address says which file, dry run and step; settings outlive a reload. */
export function useWizard(object: ObjectMeta): Wizard {
  const meta = useMeta()
  const { search, to } = useAddress()
  const { data: job } = useImport(search.import)
  const file = search.file ?? job?.file.id
  const { settings, isKnown, set, know } = useSettings(object, file, job)
  const wantsFile = Boolean(file) && !(job && !job.dryRun)
  const { data: offer, error, isFetching } = useOffer(wantsFile && isKnown ? file : undefined, object.name, reading(settings.options))
  const places = useMemo(() => placesOf(meta, object), [meta, object])
  const [isGuessDue, setGuessDue] = useState(false)
  const sending = useSend({
    onMade: (made) => to({ file: made.file.id, import: made.id, step: made.dryRun ? 'dry' : 'run' }, made.dryRun && search.step === 'dry'),
    onRefused: () => to({ ...(file ? { file } : {}), step: 'map' }),
  })
  const keep = (next: Settings, of: Pick<Offer, 'file' | 'name'>) => {
    set(next)
    know(of.file)
    keepDraft(object.name, { file: of.file, name: of.name, ...next })
  }
  const guess = (made: Offer, options: ImportOptions) => {
    const map = withTitle(guessedMap(made.columns, places), made.columns, places, object.title)
    sending.forget(unclearOf(made.columns))
    keep({ map, match: proposedMatch(map, places), options }, made)
  }
  const take = (made: Offer) => {
    rememberOffer(made, {})
    guess(made, {})
    to({ file: made.file, step: 'file' })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per file that was read anew
  useEffect(() => {
    if (!isGuessDue || !offer || isFetching) return
    setGuessDue(false)
    guess(offer, settings.options)
  }, [isGuessDue, offer, isFetching])
  return {
    object,
    places,
    step: stepOf(search, job, Boolean(file) && isKnown && !error),
    offer,
    isReading: isFetching,
    settings,
    job,
    isChanged: Boolean(job?.dryRun) && !isSame(settings, job),
    isSending: sending.isSending,
    unclear: sending.unclear,
    complaint: sending.complaint,
    earlier: readDraft(object.name),
    go: (step) => to({ ...(file ? { file } : {}), ...(search.import && job?.dryRun !== false ? { import: search.import } : {}), step }),
    take,
    goOn: (draft) => {
      know(null)
      to({ file: draft.file, step: 'map' })
    },
    change: (next) => offer && keep({ ...settings, ...next }, offer),
    reread: (how) => {
      if (!offer) return
      const { encoding: _encoding, separator: _separator, sheet: _sheet, ...rest } = settings.options
      keep({ ...settings, options: { ...rest, ...how } }, offer)
      setGuessDue(true)
    },
    dryRun: (next) => {
      if (!offer) return
      if (next) keep(next, offer)
      sending.send(offer, next ?? settings, true)
    },
    begin: () => offer && sending.send(offer, settings, false),
    startOver: () => {
      dropDraft(object.name)
      know(null)
      set(nothing)
      to({})
    },
  }
}
