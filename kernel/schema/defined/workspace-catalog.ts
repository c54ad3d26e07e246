import type { ModuleDef } from '../../define-module.ts'
import type { Catalog } from '../../model/catalog.ts'
import type { Horizons } from '../../retention/horizons.ts'
import { buildCatalog, CatalogProblem, type RowOptions } from '../build-catalog.ts'
import type { Definition } from './read-definitions.ts'

/**
 * The catalog of a workspace as it stands. Definitions that a later version of the code no longer goes with are left out, each by itself:
 * their columns and records stay, and the workspace opens.
 */
export function workspaceCatalog(
  modules: readonly ModuleDef[],
  rowOptions: RowOptions,
  definitions: readonly Definition[],
  horizons: Horizons = {},
): Catalog {
  try {
    return buildCatalog(modules, rowOptions, definitions, horizons)
  } catch (error) {
    if (!(error instanceof CatalogProblem) || definitions.length === 0) throw error
    const places = new Set(error.faults.map(({ at }) => at))
    const fitting = definitions.filter(({ kind, object, name }) => !places.has(kind === 'object' ? name : `${object}.${name}`))
    return workspaceCatalog(modules, rowOptions, fitting.length < definitions.length ? fitting : [], horizons)
  }
}
