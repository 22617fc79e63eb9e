// 62b6e439d08281e0
(a,t)=>{const{once:e}=a,{choice:o}=t;return{default:async({model:a,t,h:n,saving:u})=>{const{languages:s}=await e(a,"choices");return[({heading:a})=>[a(t("about.start.title")),n("p",{},t("about.first")),n("p",{},t("about.second")),n("p",{},t("about.third"))],a=>o(a,["language"],"about.language",s,()=>{for(const{id:a}of u.read("ads")||[])u.put(["ads",a],null)})]}}}
