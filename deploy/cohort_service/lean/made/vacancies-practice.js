// fad2e3008a14533d
a=>{const{walk:t}=a,r=[{id:"about",load:()=>import("onward/vacancies/practice/about")},{id:"test",load:()=>import("onward/vacancies/practice/test")},{id:"result",load:()=>import("onward/vacancies/practice/result")},{id:"hand_in",load:()=>import("onward/page/hand_in")}];return{default:{render:a=>t(a,r)}}}
