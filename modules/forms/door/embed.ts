import type { GuestAnswer } from '#kernel'
import { visitorCookie } from './visitor.ts'

/** Puts the form where the script stands, hands on the words of the campaign and keeps the height. */
const script = `(()=>{
const self=document.currentScript,frame=document.createElement('iframe'),at=new URL(self.src)
at.search=''
at.searchParams.set('embed','1')
at.searchParams.set('page',location.href.slice(0,1000))
if(document.referrer)at.searchParams.set('ref',document.referrer.slice(0,1000))
for(const [name,value] of new URLSearchParams(location.search))if(name.startsWith('utm_'))at.searchParams.set(name,value)
const known=document.cookie.match(/(?:^|; )${visitorCookie}=([\\w-]+)/)
if(known)at.searchParams.set('visitor',known[1])
frame.src=at
frame.title=self.dataset.title||''
frame.style.cssText='width:100%;border:0;height:600px'
self.after(frame)
addEventListener('message',(event)=>{
const high=event.data&&event.data.zhikeForm
if(event.source===frame.contentWindow&&event.origin===at.origin&&high>0)frame.style.height=high+'px'
})
})()
`

export const embedScript: GuestAnswer = {
  headers: {
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'max-age=3600',
  },
  body: script,
}
