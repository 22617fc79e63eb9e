// 3a8e16c516fbc8ed
(o,c)=>{const{once:e}=o,{choice:a,select:t}=c;return{default:async({model:o,t:c})=>{const{occupations:n,languages:u}=await e(o,"choices");return[o=>t(o,["job","occupation"],"job.occupation",[["",c("job.other_work")],...n]),o=>a(o,["job","language"],"job.language",u)]}}}
