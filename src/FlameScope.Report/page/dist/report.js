document.body.append("page");
