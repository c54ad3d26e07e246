import { type ActionDef, defineAction, system, type Work } from '#kernel'
import { type AnyObject, choice, link, yesNo } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { following } from '../objects/index.ts'

const most = 100

/** An action by which whoever reads a record of this object follows it, or no longer does. Twice is once. */
export const followAction = (name: `${string}.${string}`, object: AnyObject) =>
  defineAction(name, {
    on: object,
    many: true,
    aside: true,
    byReaders: true,
    input: { [object.name]: link(object, { required: true }), to: choice(['follow', 'leave'], { required: true, default: 'follow' }) },
    result: { isFollowed: yesNo() },
    fails: [],
    async run(work, input) {
      const { [object.name]: id, to } = input as Readonly<Record<string, string>>
      await work.one(object, id!)
      return { isFollowed: await setFollowing(work, object, { id: id!, isFollowed: to !== 'leave' }) }
    },
  }) as ActionDef

async function setFollowing(work: Work, object: AnyObject, { id, isFollowed }: { id: string; isFollowed: boolean }): Promise<boolean> {
  const owner = work.actor.memberId
  if (!owner) return false
  await work.hold([`activities.following ${owner} ${id}`])
  const kernel = work.as(system('somebody follows'))
  const known = await kernel.find(following, { owner, [object.name]: id }, { limit: most })
  if (isFollowed && known.length === 0) await kernel.add(following, [{ object: object.name, owner, [object.name]: id } as never])
  if (!isFollowed && known.length > 0)
    await kernel.remove(
      following,
      known.map((row) => row.id),
    )
  return isFollowed
}

export const followActions = [followAction('activities.follow-customer', account), followAction('activities.follow-lead', lead)]
