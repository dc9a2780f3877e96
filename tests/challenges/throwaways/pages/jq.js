window.jQuery=window.$=function(s){return {on:function(e,f){document.querySelectorAll(s).forEach(function(n){n.addEventListener(e,f)});return this}}};
