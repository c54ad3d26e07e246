import { useMutation, useQuery } from '@tanstack/react-query'
import type { Labels, Locale, Setting } from '../../model/field-type.ts'
import type { HomeTile } from '../../model/homes/home.ts'
import { labelIn } from '../../model/labels.ts'
import { call, type Method, read } from '../data/api.ts'
import { refreshCatalog } from '../data/live.ts'
import type { Problem } from '../data/problem.ts'
import { keys } from '../data/query-client.ts'
import { rememberChangeSet } from '../data/undo.ts'

/** Of what the system keeps for itself: shaped and linked to like objects of the work. */
export const peopleObjects: readonly string[] = ['member', 'department']

export type { Labels, Setting }
export type OptionDraft = Readonly<{
  key: string
  color?: string
  labels?: Labels
  retired?: boolean
  needs?: readonly string[]
  when?: readonly string[]
}>

/** A field as whoever defines it sees it; its settings stand beside. */
export type FieldDeclaration = Readonly<{
  name: string
  kind: string
  isCustom: boolean
  system: boolean
  labels: Labels
  help: Labels
  required: boolean
  unique: boolean
  indexed: boolean
  readOnly: boolean
  /** Duplicates may be told by it. */
  tells: boolean
  /** One of a list: boards, paths and layouts may go by it. */
  decides: boolean
  choices?: readonly OptionDraft[]
  from?: unknown
}> &
  Readonly<Record<string, unknown>>

/** Fields that together tell that two records are the same; `sure`: enough by itself. */
export type TwinWay = Readonly<{ by: readonly string[]; sure?: boolean }>

export type ObjectDeclaration = Readonly<{
  name: string
  plural: string
  isCustom: boolean
  module: string
  icon: string
  labels: Labels
  labelsPlural: Labels
  title: string
  owned: boolean
  recordType: string | null
  partOf: string | null
  tree: string | null
  follows: readonly string[]
  search: readonly string[]
  unique: readonly (readonly string[])[]
  duplicates: readonly TwinWay[]
  fieldCount?: number
  children: Readonly<Record<string, Readonly<{ name: string; object: string; by: string }>>>
}>
export type WholeDeclaration = ObjectDeclaration & Readonly<{ fields: Readonly<Record<string, FieldDeclaration>> }>

export type Kind = Readonly<{ kind: string; settings: readonly Setting[]; computed: boolean; countable: boolean }>
export type RuleRow = Readonly<{
  id: string
  object: string
  name: string
  must: string
  when?: string
  field?: string
  message: Labels
  isOff?: boolean
}>

/** A home page as it is kept. */
export type HomeRow = Readonly<{
  id: string
  name: string
  position: number
  labels?: Labels
  roles?: readonly string[]
  tiles: readonly HomeTile[]
}>

const key = (...rest: readonly unknown[]) => [...keys.object('definition'), ...rest]

export const useObjects = () =>
  useQuery({ queryKey: key('objects'), queryFn: async () => (await read<{ rows: readonly ObjectDeclaration[] }>('/meta/objects')).rows })
export const useWhole = (object: string) =>
  useQuery({ queryKey: key('whole', object), queryFn: () => read<WholeDeclaration>(`/meta/objects/${object}`) })
export const useKinds = () =>
  useQuery({
    queryKey: ['kinds'],
    queryFn: async () => (await read<{ rows: readonly Kind[] }>('/meta/kinds')).rows,
    staleTime: Number.POSITIVE_INFINITY,
  })
export const useRules = (object: string) =>
  useQuery({
    queryKey: key('rules', object),
    queryFn: async () => (await read<{ rows: readonly RuleRow[] }>('/meta/rules', { object })).rows,
  })
export const useLayouts = <T>(object: string) =>
  useQuery({
    queryKey: key('layouts', object),
    queryFn: async () => (await read<{ rows: readonly T[] }>('/meta/layouts', { object })).rows,
  })

export const useHomes = () =>
  useQuery({
    queryKey: key('homes'),
    queryFn: async () => (await read<{ rows: readonly HomeRow[] }>('/meta/homes')).rows,
  })

export type DefineCall = Readonly<{ method: Exclude<Method, 'GET' | 'PUT'>; path: string; body?: unknown; note?: string | undefined }>

/** Writes a definition, with a note of what it is called; afterwards everything on the page is drawn by the new catalog. Answers the change set. */
export function useDefine() {
  return useMutation<string | null, Problem, DefineCall>({
    mutationFn: async ({ method, path, body, note }) =>
      (await call(method, `/meta${path}`, { body, ...(note ? { headers: { 'x-note': encodeURIComponent(note) } } : {}) })).changeSet,
    onSuccess: async (changeSet) => {
      rememberChangeSet(changeSet)
      await refreshCatalog()
    },
  })
}

/** What something is called in the reader's language; its key where nobody said. */
export const wordOf = (one: Readonly<{ name: string; labels: Labels }>, locale: Locale): string => labelIn(one.labels, locale) ?? one.name
