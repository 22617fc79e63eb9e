// 0fbfc3a5cfdf6e3d
()=>({copyButton:function({t,h:o,key:n},e){const a=o("p",{class:"note good",role:"status"});return[o("button",{type:"button",class:"main",onclick:async function(){try{await navigator.clipboard.writeText(e()),a.textContent=t(`${n}.copied`)}catch(o){a.textContent=t.has(`${n}.copy_failed`)?t(`${n}.copy_failed`):t("walk.no_step")}}},t(`${n}.copy`)),a]}})
