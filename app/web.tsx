import { startWeb, type WebDef } from '#kernel/web'

/** Pages and panels of all modules that have some. */
const modules: readonly WebDef[] = []

void startWeb(modules)
