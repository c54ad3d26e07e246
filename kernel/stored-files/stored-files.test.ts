import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { grant } from '../access/define-access.ts'
import { defineModule } from '../define-module.ts'
import { defineObject } from '../model/define-object.ts'
import { file, image, text } from '../model/fields.ts'
import { type TestPerson, testApp } from '../testing/index.ts'
import { openStoredFiles } from './stored-files.ts'

const paper = defineObject('paper', {
  plural: 'papers',
  title: 'name',
  owned: true,
  fields: { name: text({ required: true }), scan: file(), photo: image() },
})
const own = { read: 'own', create: true, update: 'own', remove: 'own' } as const
const archive = defineModule({
  name: 'archive',
  objects: [paper],
  grants: [grant('rep', paper, own), grant('manager', paper, { ...own, read: 'all' })],
  texts: { en: {}, 'zh-CN': {}, 'zh-TW': {} },
})

const app = await testApp([archive])
const folder = await mkdtemp(join(tmpdir(), 'zhike-files-'))
after(() => rm(folder, { recursive: true, force: true }))
const files = openStoredFiles(folder, (workspace) => app.database.write(workspace))
const rep = await app.as('rep')
const other = await app.as('rep', { name: 'another' })
const manager = await app.as('manager')

const send = (who: TestPerson, content: string, name = 'scan.pdf') =>
  files.receive(who.session, Readable.from([content]), { name, type: 'application/pdf' })
const seenBy = async (who: TestPerson, id: string) => {
  const [catalog, access] = await Promise.all([app.engine.catalogOf(app.workspace), app.engine.accessOf(app.workspace)])
  return files.find({ catalog, access, workspace: app.workspace, actor: who.session.actor, now: new Date() }, id)
}

test('a file is seen by its sender, and by readers of a record that holds it', async () => {
  const sent = await send(rep, 'signed')
  assert.equal(sent.sizeBytes, 6)
  assert.ok(await seenBy(rep, sent.id))
  assert.equal(await seenBy(manager, sent.id), null)
  await rep.create('paper', [{ name: 'contract', scan: sent }])
  assert.ok(await seenBy(manager, sent.id))
  assert.equal(await seenBy(other, sent.id), null)
})

test('what is kept of a file comes from the store, and nobody takes a file he has not sent', async () => {
  const sent = await send(rep, 'x', '../../etc/odd name.pdf')
  assert.equal(sent.name, 'odd name.pdf')
  const [made] = await rep.create('paper', [{ name: 'p', scan: { ...sent, name: 'lie.exe', sizeBytes: 1_000_000 } }])
  assert.deepEqual(made!.scan, sent)
  await assert.rejects(other.create('paper', [{ name: 'p', scan: sent }]), { code: 'kernel.bad-value' })
})

test('equal contents lie once, and a broken transfer leaves nothing', async () => {
  const [a, b] = [await send(rep, 'same'), await send(other, 'same')]
  assert.equal((await seenBy(rep, a.id))!.path, (await seenBy(other, b.id))!.path)
  const broken = new Readable({ read() {} })
  broken.push('half')
  setTimeout(() => broken.destroy(new Error('gone')), 20)
  await assert.rejects(files.receive(rep.session, broken, { name: 'h', type: 'text/plain' }))
  assert.equal((await readdir(join(folder, 'test'))).filter((name) => name.endsWith('.part')).length, 0)
})
