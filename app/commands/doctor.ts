import { auditFinding, examine, type Finding, type Installation, verifyAudit, type WorkspaceFacts } from '#kernel'
import { type Command, type Terminal, WrongUse, withInstallation } from './command.ts'

/** `zhike doctor`: looks whether everything is whole; ends with 1 when something is not. */
export const doctor: Command = {
  usage: 'doctor [--workspace <slug>] [--audit [--head <number>:<hash>]]',
  about: 'look whether tables, history and links are whole; with --audit whether the chain of the audit is',
  words: [],
  options: { workspace: { type: 'string' }, audit: { type: 'boolean' }, head: { type: 'string' } },
  async run({ options, terminal, config }) {
    const known = readHead(options.head)
    await withInstallation(config, async (installation) => {
      const { engine } = installation
      const workspaces = (await engine.workspaces()).filter(
        (workspace) => options.workspace === undefined || workspace.slug === options.workspace,
      )
      const findings: Finding[] = []
      for (const workspace of workspaces) {
        terminal.progress(`looking through ${workspace.slug}`)
        findings.push(
          ...(options.audit === true
            ? await chainOf(installation, workspace, { known, terminal })
            : await wholeness(installation, workspace)),
        )
      }
      terminal.progress('')
      const broken = findings.filter((finding) => !finding.ok)
      for (const finding of broken)
        terminal.say(`${finding.workspace} ${finding.object}: ${finding.check}: ${finding.count} (${finding.examples.join(', ')})`)
      terminal.say(`${findings.length} checks over ${workspaces.length} workspace(s), ${broken.length} with findings`)
      terminal.json({ checks: findings.length, findings: broken })
      if (broken.length > 0) process.exitCode = 1
    })
  },
}

async function wholeness({ engine, database, sealing }: Installation, workspace: WorkspaceFacts): Promise<Finding[]> {
  const pending = await engine.pendingSchema(workspace)
  return [
    ...(await examine(database, workspace, await engine.catalogOf(workspace))),
    ...(await sealing.examine(workspace)),
    {
      workspace: workspace.slug,
      check: 'tables',
      object: '*',
      ok: pending.length === 0,
      count: pending.length,
      examples: pending.slice(0, 3),
    },
  ]
}

type Head = Readonly<{ seq: number; hash: string }>

/** The chain from its beginning; its head is told, to be kept elsewhere and held against later ones with `--head`. */
async function chainOf(
  { database, audit }: Installation,
  workspace: WorkspaceFacts,
  { known, terminal }: { known: Head | undefined; terminal: Terminal },
): Promise<Finding[]> {
  await audit.anchor(workspace, { full: true })
  const verified = await verifyAudit(database, workspace, { key: audit.key, known })
  const head = verified.head ? `${verified.head.seq}:${verified.head.hash}` : 'none'
  terminal.say(
    `${workspace.slug} audit: ${verified.entries} entries in ${verified.batches} batches, ${verified.erased} with erased texts, head ${head}`,
  )
  return [auditFinding(workspace, verified)]
}

function readHead(text: unknown): Head | undefined {
  if (typeof text !== 'string') return undefined
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? []
  if (!seq || !hash) throw new WrongUse('--head is <number>:<hash>, as doctor --audit printed it')
  return { seq: Number(seq), hash }
}
