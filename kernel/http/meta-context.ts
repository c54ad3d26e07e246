import type { Access, Actor } from '../access/define-access.ts'
import type { ModuleDef } from '../define-module.ts'
import type { Catalog } from '../model/catalog.ts'
import type { Locale } from '../model/field-type.ts'
import { textOf } from './texts.ts'

/** Who is told about the catalog, and in which language. */
export type MetaContext = Readonly<{ catalog: Catalog; access: Access; actor: Actor; locale: Locale; modules: readonly ModuleDef[] }>

export const say = ({ modules, locale }: MetaContext, key: string): string | undefined => textOf(modules, locale, key)
