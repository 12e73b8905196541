// In the place of the list of recordings: a report has what it has.
export const ProfileList = () => null;
