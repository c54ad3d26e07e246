import { useState } from 'react'

export type Here = Readonly<{ latitude: number; longitude: number; accuracy: number }>
export type Asked = 'idle' | 'asking' | 'refused' | 'unable'

const waitMs = 15_000
const mostAgeMs = 30_000
const digits = 1_000_000
const round = (value: number): number => Math.round(value * digits) / digits
const deniedCode = 1

function ask(): Promise<Here> {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ latitude: round(coords.latitude), longitude: round(coords.longitude), accuracy: Math.ceil(coords.accuracy) }),
      reject,
      { enableHighAccuracy: true, timeout: waitMs, maximumAge: mostAgeMs },
    )
  })
}

/** Where the phone is, asked when somebody presses; browsers tell it over a safe connection alone. */
export function usePlace(): Readonly<{ asked: Asked; find(): Promise<Here | null> }> {
  const [asked, setAsked] = useState<Asked>('idle')
  const find = async (): Promise<Here | null> => {
    if (!window.isSecureContext || !('geolocation' in navigator)) {
      setAsked('unable')
      return null
    }
    setAsked('asking')
    try {
      const here = await ask()
      setAsked('idle')
      return here
    } catch (error) {
      setAsked((error as GeolocationPositionError).code === deniedCode ? 'refused' : 'unable')
      return null
    }
  }
  return { asked, find }
}
