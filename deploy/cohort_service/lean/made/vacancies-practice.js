// ace3cf2dc7fad92b
(e,a)=>{const{default:t}=e,{walk:r}=a,d={about:async()=>({default:t}),test:()=>import("onward/vacancies/practice/test"),result:()=>import("onward/vacancies/practice/result"),hand_in:()=>import("onward/page/hand_in")};return{default:{render:({model:e,el:a})=>r({model:e,el:a},e.get("steps").map(e=>({id:e,load:d[e]})))}}}
