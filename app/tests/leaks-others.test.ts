/* The other half of the people of `leaks.test.ts`: together they take longer than a file may. */
process.env.ZHIKE_LEAKS = 'others'
await import('./leaks.test.ts')

export {}
