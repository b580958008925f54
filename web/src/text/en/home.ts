export const texts = {
  title: "Home",
  health: "Health",
};
