//! The sample hall and its catalog, and what is wrong with others.

use super::*;

#[test]
fn the_sample_hall_has_no_fault() {
    let hall = hall();
    assert_eq!(hall.faults(), Vec::<String>::new());
    assert_eq!(hall.windows.len(), 31);
    let catalog: crate::catalog::Catalog =
        serde_json::from_str(include_str!("../../../../../assets/halls/shili/catalog.json")).unwrap();
    assert_eq!(catalog.faults(Some(&hall)), Vec::<String>::new());
    assert_eq!((catalog.items.len(), catalog.departments.len(), catalog.themes.len()), (97, 22, 18));
}

#[test]
fn faults_of_a_hall_and_its_catalog_are_reported_all_at_once() {
    let mut hall = hall();
    let mut catalog: crate::catalog::Catalog =
        serde_json::from_str(include_str!("../../../../../assets/halls/shili/catalog.json")).unwrap();
    hall.windows[0].queues = vec!["ZZ".parse().unwrap()];
    hall.windows[1].id = hall.windows[0].id.clone();
    hall.name.en = " ".to_owned();
    catalog.items[0].queue_prefix = "ZZ".parse().unwrap();
    catalog.items[1].legal_basis.clear();
    catalog.themes[0].items.push("no-such-item".parse().unwrap());
    hall.devices[0].distance_mm = 0;
    assert_eq!(hall.faults().len(), 4, "{:?}", hall.faults());
    assert_eq!(catalog.faults(Some(&hall)).len(), 3, "{:?}", catalog.faults(Some(&hall)));
}
