// 140dae7fdedbaa12
e=>{const{h:a}=e;return{page:(e,t,p)=>({heading:$})=>[$(e(`${t}.title`)),p.map(p=>a("p",{},e(`${t}.${p}`)))],named:(e,a,t)=>t.map(t=>[t,e(`${a}.${t}`)])}}
