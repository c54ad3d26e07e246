import { type GuestCall, type Html, html } from '#kernel'
import type { Question } from '../questions.ts'
import { labelOf, say } from './words.ts'

/** Questions of which one at least is answered by whoever wants an answer. */
const ways: readonly string[] = ['mobile', 'phone', 'email', 'im']
/** The ways to be reached that a form asks for. */
export const waysAsked = (questions: readonly Question[]): readonly string[] =>
  questions.map(({ field }) => field).filter((field) => ways.includes(field))

/** Says that no way to be reached is filled in yet; shown by the script, hidden before. */
export function reachNote(call: GuestCall, questions: readonly Question[]): Html {
  const labels = questions.filter(({ field }) => ways.includes(field)).map((question) => labelOf(call, question))
  return html`<p class="wrong" id="reach" role="alert" hidden>${say(call, 'reach', { ways: labels.join(say(call, 'or')) })}</p>`
}

/**
 * Tells whoever goes past the last way to be reached, or sends, and has filled in none. Nothing is sent then; as soon as one is filled in it is silent.
 * Without scripts the server says the same.
 */
export const reachScript = (names: readonly string[]): string => `(()=>{
const form=document.querySelector('form'),note=document.getElementById('reach')
const asked=${JSON.stringify(names)}.map((name)=>document.getElementById('q-'+name)).filter(Boolean)
if(!form||!note||!asked.length)return
let told=false
const isEmpty=()=>asked.every(({value})=>!value.trim())
const show=()=>{
const is=told&&isEmpty()
note.hidden=!is
for(const one of asked)if(is){one.setAttribute('aria-invalid','true');one.dataset.reach='1';one.setAttribute('aria-errormessage','reach')}
else if(one.dataset.reach){one.removeAttribute('aria-invalid');one.removeAttribute('aria-errormessage');delete one.dataset.reach}
}
asked.at(-1).closest('.q').append(note)
form.addEventListener('input',show)
form.addEventListener('focusin',({target})=>{if(target.type!=='submit'&&asked.at(-1).compareDocumentPosition(target)&Node.DOCUMENT_POSITION_FOLLOWING){told=true;show()}})
form.addEventListener('submit',(event)=>{if(!isEmpty())return
event.preventDefault();told=true;show();asked[0].focus()})
})()`
