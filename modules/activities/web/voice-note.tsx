import { Button } from 'antd'
import { Mic, Square } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { call, showProblem, showToast, useTexts } from '#kernel/web'

/** What the store answers of a file that was sent to it. */
export type SentFile = Readonly<{ id: string; name: string; sizeBytes: number; type: string }>

const mostSeconds = 300
const secondMs = 1_000
const types = ['audio/webm', 'audio/mp4', 'audio/ogg'] as const

/** Only pages that came by a safe road are given a microphone, and not every browser records. */
const canRecord = (): boolean => typeof MediaRecorder !== 'undefined' && typeof navigator.mediaDevices?.getUserMedia === 'function'

const endingOf = (type: string): string => /^audio\/([a-z0-9]+)/.exec(type)?.[1] ?? 'webm'
const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
const stamp = (): string => new Date().toISOString().slice(0, 16).replace(/\D/g, '')

async function send(sound: Blob): Promise<SentFile> {
  const form = new FormData()
  form.append('file', new File([sound], `voice-${stamp()}.${endingOf(sound.type)}`, { type: sound.type.split(';')[0]! }))
  return (await call<SentFile>('POST', '/files', { body: form })).body
}

type NoteProps = Readonly<{ onSent(file: SentFile): void; onBusy(isBusy: boolean): void }>

/** Speaks in place of typing: what was said is sent as soon as it ends, and goes with the follow-up. Where the browser cannot, there is nothing. */
export function VoiceNote({ onSent, onBusy }: NoteProps) {
  const say = useTexts()
  const { seconds, isSending, start, stop } = useRecorder({ onSent, onBusy })
  if (!canRecord()) return null
  if (seconds === null)
    return (
      <Button size="small" loading={isSending} icon={<Mic size={14} strokeWidth={1.5} aria-hidden="true" />} onClick={() => void start()}>
        {say('activities.voice.record')}
      </Button>
    )
  return (
    <Button size="small" danger icon={<Square size={14} strokeWidth={1.5} aria-hidden="true" />} onClick={stop}>
      {say('activities.voice.stop', { time: clock(seconds) })}
    </Button>
  )
}

function useRecorder({ onSent, onBusy }: NoteProps) {
  const say = useTexts()
  const recorder = useRef<MediaRecorder | null>(null)
  const [seconds, setSeconds] = useState<number | null>(null)
  const [isSending, setSending] = useState(false)
  const isRecording = seconds !== null
  // What is told when it ends is what is asked for then: files may have come meanwhile.
  const latest = useRef({ onSent, onBusy })
  useEffect(() => void (latest.current = { onSent, onBusy }))
  useEffect(() => {
    if (!isRecording) return
    const timer = setInterval(() => setSeconds((before) => (before === null ? null : before + 1)), secondMs)
    return () => clearInterval(timer)
  }, [isRecording])
  useEffect(() => {
    if (seconds !== null && seconds >= mostSeconds) recorder.current?.stop()
  }, [seconds])
  // Whoever goes away leaves no open microphone behind.
  useEffect(() => () => letGo(recorder.current), [])

  const keep = async (parts: readonly Blob[], type: string) => {
    setSeconds(null)
    setSending(true)
    try {
      const sent = await send(new Blob([...parts], { type }))
      latest.current.onSent(sent)
    } catch (error) {
      showProblem(error)
    } finally {
      setSending(false)
      latest.current.onBusy(false)
    }
  }
  const start = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null)
    if (!stream) return showToast({ text: say('activities.voice.refused'), tone: 'error' })
    const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type))
    const made = new MediaRecorder(stream, mimeType ? { mimeType } : {})
    const parts: Blob[] = []
    made.ondataavailable = ({ data }) => data.size > 0 && void parts.push(data)
    made.onstop = () => {
      letGo(made)
      void keep(parts, made.mimeType)
    }
    recorder.current = made
    made.start()
    onBusy(true)
    setSeconds(0)
  }
  return { seconds, isSending, start, stop: () => recorder.current?.stop() }
}

function letGo(recorder: MediaRecorder | null): void {
  for (const track of recorder?.stream.getTracks() ?? []) track.stop()
}
