// 948f350899679bf8
n=>{const{toggles:t}=n;return{chosen:function({saving:n},e,s){const o=()=>n.read(...e)||[];return t(s,{isOn:n=>o().includes(n),flip:(t,s)=>{const r=o().filter(n=>n!==t);n.put(e,s?[...r,t]:r)}})}}}
