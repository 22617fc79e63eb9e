// 672ec30d810c35fd
t=>{const{page:a}=t;return{default:async({t})=>[a(t,"what.talk",["about","you","long"]),a(t,"what.right",["about","true","stop"])]}}
