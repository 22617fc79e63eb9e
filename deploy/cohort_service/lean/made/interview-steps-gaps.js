// eb6a44ec50eee4dc
(a,t)=>{const{chosen:e}=a,{sentencesOf:s}=t;return{default:async({model:a,t,h:n,saving:i})=>{await i.settled();const{tables:g}=await s(a,"avoid","gap"),o=(a,s)=>({heading:g,group:o})=>[g(t(`gaps.${a}.title`)),n("p",{},t(`gaps.${a}.about`)),o([a],`gaps.${a}`,e({saving:i},[a],s))];return[o("avoid",g.avoid.map(({id:a,mine:t})=>[a,t])),o("gap",g.gap)]}}}
