//! The search as the terminal has it, for being measured in a browser beside others: no page, three functions
//! on `window.mingtang`. Not part of what is shipped.

use hall::api::CatalogView;
use hall::search::{Index, Query};
use js_sys::{Object, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

fn main() {
    let catalog: Rc<RefCell<Option<CatalogView>>> = Rc::default();
    let index: Rc<RefCell<Option<Index>>> = Rc::default();
    let api = Object::new();
    let put = |name: &str, function: JsValue| {
        // fails only for what is no object
        let _ = Reflect::set(&api, &name.into(), &function);
    };

    let into = Rc::clone(&catalog);
    let read = move |body: String| {
        *into.borrow_mut() = kiosk::live::json::read(&body).ok();
        into.borrow().as_ref().map_or(0, |catalog| catalog.items.len())
    };
    put("read", Closure::<dyn FnMut(String) -> usize>::new(read).into_js_value());

    let (from, into) = (catalog, Rc::clone(&index));
    let build = move || {
        *into.borrow_mut() = from.borrow().as_ref().map(Index::new);
        into.borrow().as_ref().map_or(0, Index::bytes)
    };
    put("build", Closure::<dyn FnMut() -> usize>::new(build).into_js_value());

    let search = move |typed: String, limit: usize| {
        let query = Query::new(&typed);
        index.borrow().as_ref().map_or(0, |index| index.search(&query, limit).total)
    };
    put("search", Closure::<dyn FnMut(String, usize) -> usize>::new(search).into_js_value());

    // fails only for what is no object
    let _ = Reflect::set(&js_sys::global(), &"mingtang".into(), &api);
}
