import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passwordFault } from './password-rules.ts'

test('passwords that are tried first are found, those of several words are not', () => {
  const cases: [string, ReturnType<typeof passwordFault>][] = [
    ['Password12345', 'common'],
    ['P@ssw0rd!2024', 'common'],
    ['woaini1314520', 'common'],
    ['zhongguo888888', 'common'],
    ['iloveyouiloveyou', 'common'],
    ['administrator1', 'common'],
    ['welcome2026!!!', 'common'],
    ['qwertyuiop123', 'pattern'],
    ['1qaz2wsx3edc', 'pattern'],
    ['asdfghjkl;zxcvbnm', 'pattern'],
    ['abcdefghijklm', 'pattern'],
    ['aaaaaaaaaaaa', 'pattern'],
    ['abcabcabcabc', 'pattern'],
    ['198801011234', 'pattern'],
    ['13800138000138', 'pattern'],
    ['correct horse battery staple', null],
    ['a long enough one', null],
    ['another long one', null],
    ['春江潮水连海平海上明月', null],
    ['kT9#vm2Lq!xW', null],
  ]
  for (const [password, wanted] of cases) assert.equal(passwordFault(password), wanted, password)
})

test('the own name and address are no secret', () => {
  const about = { email: 'wang.jianguo@huarui.example', name: '王建国' }
  for (const password of ['wangjianguo2026', 'Huarui-888888', '王建国1234567890'])
    assert.equal(passwordFault(password, about), 'personal', password)
  assert.equal(passwordFault('wang likes purple elephants', about), null)
})
