// b7b87b3fcdae5ec4
e=>{const{textOf:t}=e;return{wordsOf:(e,...a)=>t(e,...a.map(t=>`${e.get("lesson")}/${t}`),"page/walk")}}
