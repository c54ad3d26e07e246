import type { GuestAnswer } from '#kernel'
import { visitorCookie } from '#modules/forms'
import type { WebSite } from './site-door.ts'

/**
 * What a page of the site loads. Without the visitor's consent it keeps nothing and sends nothing; with it a random name stands in a cookie of the site itself.
 * A page calls `zhike.consent()` when somebody agrees and `zhike.forget()` when he does so no longer; both may be called before the script is there.
 */
const source = (consent: string) => `(()=>{
const self=document.currentScript,to=self.src.split('?')[0],asked=${JSON.stringify(consent)}==='asked',name='${visitorCookie}'
const told=(window.zhike&&window.zhike.q)||[],came=new URLSearchParams(location.search),key=came.get('zk')
let agreed=false,last='',from=document.referrer
const read=()=>(document.cookie.match(new RegExp('(?:^|; )'+name+'=([\\\\w-]+)'))||[])[1]
const write=(value,age)=>{document.cookie=name+'='+value+';path=/;max-age='+age+';SameSite=Lax'+(location.protocol==='https:'?';Secure':'')+(self.dataset.domain?';domain='+self.dataset.domain:'')}
const post=(body)=>{fetch(to,{method:'POST',mode:'no-cors',credentials:'omit',keepalive:true,body:new URLSearchParams(body)}).catch(()=>{})}
const see=()=>{
if(!agreed||navigator.webdriver)return
const page=location.origin+location.pathname
if(page===last)return
const body={v:read()||'',page,title:document.title.slice(0,200),ref:from.split('?')[0].slice(0,500)}
if(key)body.zk=key
for(const [word,value] of came)if(word.startsWith('utm_'))body[word]=value.slice(0,200)
last=page
from=page
post(body)
}
const consent=()=>{
agreed=true
if(!read())write((crypto.randomUUID?crypto.randomUUID():Array.from(crypto.getRandomValues(new Uint8Array(16)),(one)=>one.toString(16).padStart(2,'0')).join('')),15552000)
see()
}
const forget=()=>{
const known=read()
agreed=false
write('',0)
if(known)post({v:known,forget:'1'})
}
window.zhike={consent,forget,visitor:()=>(agreed&&read())||null}
if(read()||(!asked&&!navigator.globalPrivacyControl&&navigator.doNotTrack!=='1'))consent()
for(const what of told)if(window.zhike[what])window.zhike[what]()
const push=history.pushState
history.pushState=function(){push.apply(this,arguments);setTimeout(see,50)}
addEventListener('popstate',()=>setTimeout(see,50))
})()
`

export const siteScript = (site: WebSite | null): GuestAnswer => ({
  status: site ? 200 : 404,
  headers: {
    'content-type': 'text/javascript; charset=utf-8',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': site ? 'max-age=600' : 'no-store',
  },
  body: site ? source(site.consent) : '',
})
