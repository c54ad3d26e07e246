import { useNavigate } from '@tanstack/react-router'
import { useFormat } from '../format/use-format.ts'

/** Moves the whole app to a day and back. The day stands in the address, so a link shows the same past. */
export function useTimeMachine() {
  const navigate = useNavigate()
  const format = useFormat()
  const go = (asOf: string | undefined) =>
    void navigate({ to: '.', search: ((former: Record<string, unknown>) => ({ ...former, asOf })) as never, replace: true })
  const today = format.today()
  return {
    today,
    /** Any day before today; today itself is the present. */
    go: (day: string) => go(day < today ? day : undefined),
    start: () => go(format.now().subtract(1, 'day').format('YYYY-MM-DD')),
    toToday: () => go(undefined),
  }
}
