// 6d73db4edb27bc91
e=>{const{urlOf:t}=e;return{addStyle:function(e){const n=t(e);n&&!document.querySelector(`link[href="${n}"]`)&&document.head.append(Object.assign(document.createElement("link"),{rel:"stylesheet",href:n}))}}}
