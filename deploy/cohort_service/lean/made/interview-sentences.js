// f003532b85901c76
(n,s)=>{const{ask:e}=n,{h:t}=s;function a({mine:n,theirs:s,language:e},a="p"){const l=t("span",{lang:e,dir:"auto"},s);return t(a,{class:"both"},l,n&&n!==s?t("small",{dir:"auto"},n):null)}return{sentencesOf:(n,...s)=>e(n,{kind:"sentences",tables:s},"sentences",{fits:({asked:n})=>n.join()===s.join()}),both:a,listOfBoth:n=>t("ul",{class:"sentences"},n.map(n=>a(n,"li")))}}
